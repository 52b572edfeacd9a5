// Offers “Đọc to” only where the device has a Vietnamese voice; what it takes to read is fetched only then.
{
  const synth = window.speechSynthesis;
  if (synth && document.querySelector("[data-speak]")) {
    const offer = () => {
      if (!synth.getVoices().some((voice) => /^vi\b/i.test(voice.lang.replace("_", "-")))) return;
      synth.removeEventListener?.("voiceschanged", offer);
      SITE.run(SITE.files.speech).catch(() => {});
    };
    synth.addEventListener?.("voiceschanged", offer);
    offer();
  }
}

/** How a query is put, and what that says of the answer. */

// From how few to how many syllables a query grows from keywords to a question.
const QUESTION = [3, 8];

/**
 * Return how far (0…1) a query is a whole question rather than a keyword or two, and what it asks for:
 * `amount` a value, `standing` how things are rather than how they are to be, `meaning` an explanation,
 * `here` a page of this site.
 */
export function asking(asked) {
  const beside = asked.map((token, i) => (i ? `${asked[i - 1].fold} ${token.fold}` : ""));
  const amount = beside.includes("bao nhieu");
  return {
    amount,
    standing: amount || beside.some((two) => /^(thu|hang) mai?y?$/.test(two)),
    meaning: / la gi$/.test(asked.map((token) => token.fold).join(" ")),
    here: beside.some((two) => two === "trang nay" || two === "web nay"),
    question: Math.max(0, Math.min(1, (asked.length - QUESTION[0]) / (QUESTION[1] - QUESTION[0]))),
  };
}

/** Return the document whose number the query names, and whether it names nothing else. */
export function numbered(index, asked) {
  const found = (of) => /^(c|cau|hoi)?(?: ?hoi)?(?: (?:so|thu))? ?(\d+)( .*)?$/.exec(asked.map(of).join(" "));
  // As typed, else as read from raw Telex or VNI.
  const read = (token) => (token.choices[0] || token).fold;
  const [, kind, number, more] = found((token) => token.fold) || found(read) || [];
  const doc = kind || (number && !more) ? index.numbered(Number(number)) : undefined;
  return { doc, surely: Boolean(kind) };
}

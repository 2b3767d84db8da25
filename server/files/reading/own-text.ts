/** Of a longer text a piece is only a view: whoever keeps it would keep all of the text. */
const LONGEST_COPY = 12;

/** The same text as one of its own. */
export const ownText = (piece: string): string =>
  piece.length <= LONGEST_COPY ? piece : Buffer.from(piece, "utf16le").toString("utf16le");

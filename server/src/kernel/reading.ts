/**
 * The version of text extraction, for documents and attached files. It increases with every change of the extraction rules;
 * a migration then has older texts extracted again.
 */
export const READING = 2

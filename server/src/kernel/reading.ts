/**
 * The version of what text comes of a file, of a document's and of an attached one alike. It grows with every change of the
 * rules that they are read by; a migration then has the older ones read again.
 */
export const READING = 2

/**
 * The version of what text comes of a file. It grows with every change of the rules that documents are read by; a
 * migration then has the older ones read again.
 */
export const READING = 2

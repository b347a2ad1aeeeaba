/** A source of old data that cannot be read at all. Its message says why, and what to give instead. */
export class SourceRefused extends Error {}

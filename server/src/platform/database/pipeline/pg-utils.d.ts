declare module 'pg/lib/utils.js' {
  /** How the driver writes a value for PostgreSQL. Throws for one that cannot be written, such as a circular object. */
  const utils: { prepareValue(value: unknown): string | Buffer | null }
  export = utils
}

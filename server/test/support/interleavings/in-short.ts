const LENGTH = 110

/** A statement as a line of a trace. Of what begins a transaction only that it does. */
export const inShort = (text: string): string =>
  text.startsWith('SELECT set_config(')
    ? ''
    : text.replaceAll('"', '').replaceAll(/\s+/g, ' ').trim().slice(0, LENGTH)

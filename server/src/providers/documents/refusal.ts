/** The document cannot be read, and whoever sent it can do something about it: the message tells what, and is public. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

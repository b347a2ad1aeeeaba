/** What a file or an item of it cannot be taken in for; the message is told to its owner. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

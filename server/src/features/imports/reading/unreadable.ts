/** Why a file or an item of it cannot be imported; the message is shown to its owner. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

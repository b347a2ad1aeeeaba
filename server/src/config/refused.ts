/** The configuration cannot be used; the message names the variable. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused'
}

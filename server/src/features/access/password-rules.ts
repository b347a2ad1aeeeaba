import { invalidInput } from '#kernel/fault.ts'
import { commonPasswords } from './common-passwords.ts'

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** Throws Fault `invalid_input` for an easily guessed password: a common one, or the person's own names. */
export function refuseWeakPassword(
  password: string,
  person: { email: string; name: string },
  path = 'password',
): void {
  const guess = plain(password)
  const [localPart = ''] = person.email.split('@')
  const reason = commonPasswords.has(guess)
    ? 'This password is too common.'
    : [person.email, localPart, person.name].map(plain).includes(guess)
      ? 'The password must not be the name or email of the account.'
      : null
  if (reason) throw invalidInput(reason, [{ path, message: reason }])
}

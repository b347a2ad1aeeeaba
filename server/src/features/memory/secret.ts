import { normalForm } from '#platform/lexical/normal-form.ts'

// Thirteen to nineteen digits in a row or in groups, as cards have them.
const cards = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g
const accounts = /(?<![A-Z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{2,4}){3,8}(?![A-Z\d])/g
const identityNumbers = /(?<!\d)(?:\d{3}-\d{2}-\d{4}|\d{17}[\dX])(?!\d)/i
const named =
  /(?:pass(?:word|phrase|code|wort)|kennwort|\bpin\b|\bcv[vc]\b|api[ -]?key|access token|secret key|密[码碼]|口令|[验驗][证證][码碼])\s*(?:is|ist|was|lautet|[:=：]|是|为|為)\s*\S/i
const keys = /\b(?:sk|pk|rk|gh[opsu]|xox[abprs]|AKIA|ASIA|eyJ)[-_]?[\w.-]{12,}|-----BEGIN [A-Z ]+-----/
// Long, and with upper case, lower case and digits: not a word of any language.
const random = /(?<![\w+/=-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])[\w+/=-]{20,}/

/**
 * Whether a text seems to contain a password, a key, a card number or another number that should not be stored by
 * accident.
 */
export const holdsSecret = (text: string): boolean => {
  const plain = normalForm(text)
  return (
    [identityNumbers, named, keys, random].some((form) => form.test(plain)) ||
    [...plain.matchAll(cards)].some(([digits]) => isCardNumber(digits.replace(/\D/g, ''))) ||
    [...plain.toUpperCase().matchAll(accounts)].some(([account]) =>
      isAccountNumber(account.replaceAll(' ', '')),
    )
  )
}

/** Luhn's check: every second digit from the right doubled, the sum of all digits divisible by ten. */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** The check of an international bank account number: its first four characters last, letters as numbers, modulo 97. */
function isAccountNumber(account: string): boolean {
  if (account.length < 15 || account.length > 34) return false
  const digits = [...account.slice(4), ...account.slice(0, 4)].map((one) => Number.parseInt(one, 36)).join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}

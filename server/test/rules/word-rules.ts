import type { Rule } from './source-file.ts'

/** Words that Parley had for itself; docs/glossary.md and the field have others in their place. */
const retired = [
  'allowance',
  'attendance',
  'courier',
  'furnish',
  'handover',
  'hindrance',
  'initiative',
  'lesson',
  'mirror',
  'patiently',
  'proof',
  'trouble',
]

// What is older than the words, and what speaks of them: migrations, data of older versions, the protocols of older systems.
const isOlder = (path: string) =>
  /^server\/(migrations\/before\/|test\/(support\/old|golden|dialects\/|scenarios\/field-words-upgrade|rules\/words?\b)|src\/dialects\/(agentchat|platform-114|lingxi|chat-api|mini-chatbox)\/)/.test(
    path,
  )

const partsOf = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)

const isRetired = (name: string) =>
  partsOf(name).some((part) => retired.some((word) => part === word || part === `${word}s`))

/** No name of a file, in code or in SQL, and no text that people or programs read, has a retired word. */
export const wordsAreTheFields: Rule = (files) =>
  files
    .filter(({ path }) => !isOlder(path))
    .flatMap(({ path, withoutComments }) => {
      const names = [path, ...(withoutComments.match(/[A-Za-z][\w-]*/g) ?? [])]
      return [...new Set(names.filter(isRetired))].map((name) => `${path}: “${name}” is a retired word`)
    })

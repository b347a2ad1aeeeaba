import { isTest, type Rule, type SourceFile } from './source-file.ts'

interface Mention {
  /** What must not be found. */
  readonly pattern: RegExp
  /** In the whole text, in all but comments, or in code alone. */
  readonly within: 'text' | 'withoutComments' | 'code'
  /** Which files are looked at. */
  readonly files: (path: string) => boolean
  readonly says: string
}

const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length

const never =
  ({ pattern, within, files: isMeant, says }: Mention): Rule =>
  (files: readonly SourceFile[]) =>
    files
      .filter(({ path }) => isMeant(path))
      .flatMap((file) =>
        [...file[within].matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(
          (match) => `${file.path}:${lineOf(file.text, match.index)}: ${says}`,
        ),
      )

const isServer = (path: string) => path.startsWith('server/src/') && !isTest(path)
const isProgram = (path: string) =>
  /^(contract|client|server\/src|console|widget)\//.test(path) && !isTest(path)
const isTypeScript = (path: string) => /\.tsx?$/.test(path)

export const environmentHasOneReader = never({
  pattern: /\bprocess\s*\.\s*env\b|\bprocess\s*\[|from 'node:process'/,
  within: 'withoutComments',
  files: (path) => isProgram(path) && path !== 'server/src/config.ts',
  says: 'reads the environment, which config.ts does alone',
})

export const scopesHaveOneMaker = never({
  pattern: /\bmakeScope\b/,
  within: 'code',
  files: (path) =>
    isServer(path) &&
    !path.startsWith('server/src/features/access/') &&
    path !== 'server/src/kernel/scope.ts',
  says: 'makes a scope, which features/access does alone',
})

const worksAcrossTenants =
  /^server\/src\/(features\/access\/|platform\/(queue|outbox|database)\/|entry\/http\.ts$)/

export const fewWorkAcrossTenants = never({
  pattern: /\.\s*system\s*\(|\{[^{}]*\bsystem\b[^{}]*\}\s*=[^=>][^\n]*\bdatabase\b/,
  within: 'code',
  files: (path) => isServer(path) && !worksAcrossTenants.test(path),
  says: 'works across tenants',
})

export const fewAdministerTheSchema = never({
  pattern: /\.\s*administer\s*\(/,
  within: 'code',
  files: (path) => isServer(path) && !/^server\/src\/(platform\/database|entry\/cli)\//.test(path),
  says: 'works on the schema as the login role',
})

export const onlyProvidersFetch = never({
  pattern: /(?<![.\w$])fetch\s*\(|\b(?:globalThis|window)\s*\.\s*fetch\b/,
  within: 'code',
  files: (path) => isServer(path) && !path.startsWith('server/src/providers/'),
  says: 'calls the network',
})

export const oldSystemsStayInTheirDialects = never({
  pattern: /\b(?:agent-?chat|lingxi|chat-api|platform-?114|mini-?chatbox)\b/i,
  within: 'text',
  files: (path) =>
    (isServer(path) || /^(contract|server\/migrations)\//.test(path)) &&
    !path.startsWith('server/src/dialects/') &&
    // They say which dialects may be named.
    path !== 'server/src/config/environment.ts' &&
    path !== 'server/src/config/listeners.ts',
  says: 'names an older system outside of its dialect',
})

// Passwords, which nobody is shown; what compares two texts that are stored as they are.
const makesNormalForms =
  /^server\/src\/(platform\/lexical\/|features\/access\/password|providers\/documents\/font-shapes\.ts)/

export const textStaysAsWritten = never({
  pattern: /\bnormalize\s*\(\s*['"`]NFK/,
  within: 'withoutComments',
  files: (path) => isProgram(path) && !makesNormalForms.test(path) && path.startsWith('server/'),
  says: 'makes a text into another, where normalForm makes one to compare by',
})

export const nothingIsAny = never({
  pattern: /(?<![.\w$'"])any\b(?!\s*:)|\bz\s*\.\s*any\s*\(/,
  within: 'code',
  files: isTypeScript,
  says: 'uses any',
})

export const nothingIsAsserted = never({
  pattern: /(?<=[\w$)\]])!(?![=\w$])/,
  within: 'code',
  files: isTypeScript,
  says: 'asserts with ! that something is there',
})

export const exportsHaveNames = never({
  pattern: /\bexport\s+default\b/,
  within: 'code',
  files: (path) => isTypeScript(path) && !/(^|[./])(vite|vitest)?\.?config\.ts$/.test(path),
  says: 'has a default export',
})

export const syntaxIsErasable = never({
  pattern: /\benum\s+\w+\s*\{|\bnamespace\s+\w+\s*\{|^\s*@\w+\(/m,
  within: 'code',
  files: isTypeScript,
  says: 'uses an enum, a namespace or a decorator',
})

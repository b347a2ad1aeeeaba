import { isTest, type Rule } from './source-file.ts'

const layers = [
  ['contract/', 'contract'],
  ['client/', 'client'],
  ['console/', 'console'],
  ['widget/', 'widget'],
  ['server/src/platform/', 'platform'],
  ['server/src/kernel/', 'kernel'],
  ['server/src/providers/', 'providers'],
  ['server/src/features/', 'features'],
  ['server/src/dialects/', 'dialects'],
  ['server/src/entry/', 'entry'],
  ['server/src/app', 'app'],
  ['server/src/config', 'config'],
  ['server/src/main.ts', 'main'],
  ['scripts/', 'scripts'],
  ['bench/', 'bench'],
] as const

type Layer = (typeof layers)[number][1]

const layerOf = (path: string): Layer | null =>
  layers.find(([prefix]) => path.startsWith(prefix))?.[1] ?? null

const below: readonly Layer[] = ['kernel', 'platform', 'contract']

/** What each layer may import besides itself. Absent: it may import anything. */
const mayImport: Partial<Record<Layer, readonly Layer[]>> = {
  contract: [],
  client: ['contract'],
  console: ['client', 'contract'],
  widget: ['client', 'contract'],
  platform: ['contract'],
  kernel: ['platform', 'contract'],
  providers: below,
  features: below,
  dialects: ['features', ...below],
  entry: ['dialects', 'features', ...below, 'app', 'config'],
  config: ['providers', ...below],
  main: ['entry'],
}

/** The one look upwards: a dialect is told of the opened application, whose type the composition root names. */
const seesApplication = 'server/src/dialects/dialect.ts'

/** entry → dialects → features → kernel → platform → contract; providers beside features; `app.ts` sees everything. */
export const importsPointOneWay: Rule = (files) =>
  files
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, imports }) => {
      const layer = layerOf(path)
      if (layer === null) return path.startsWith('server/src/') ? [`${path}: is in no layer`] : []
      const allowed = mayImport[layer]
      return imports
        .filter(({ isPackage }) => !isPackage)
        .flatMap(({ target, isTypeOnly }) => {
          const other = layerOf(target)
          if (other === layer || other === null || allowed === undefined || allowed.includes(other)) return []
          if (path === seesApplication && other === 'app' && isTypeOnly) return []
          return [`${path}: ${layer} imports ${target}`]
        })
    })

/** Nothing that runs imports what is there to test. */
export const programsImportNoTests: Rule = (files) =>
  files
    .filter(({ path }) => !isTest(path) && !path.startsWith('bench/') && !path.startsWith('scripts/'))
    .flatMap(({ path, imports }) =>
      imports.filter(({ target }) => isTest(target)).map(({ target }) => `${path}: imports ${target}`),
    )

const DIALECTS = 'server/src/dialects/'
const isShared = (path: string): boolean =>
  path === `${DIALECTS}dialect.ts` || path.startsWith(`${DIALECTS}kit/`) || movingIn.has(path)
const movingIn = new Set(
  ['document-body', 'elevate-to-move-in', 'moving-in', 'take-conversation', 'take-user'].map(
    (name) => `${DIALECTS}moving-in/${name}.ts`,
  ),
)

/** A dialect knows itself and what all dialects share; only `dialects/index.ts` knows them all. */
export const dialectsKeepToThemselves: Rule = (files) =>
  files
    .filter(({ path }) => /^server\/src\/dialects\/[^/]+\//.test(path) && !isTest(path))
    .flatMap(({ path, imports }) => {
      const own = path.split('/').slice(0, 4).join('/')
      return imports
        .filter(({ target }) => target.startsWith(DIALECTS))
        .filter(({ target }) => !target.startsWith(`${own}/`) && !isShared(target))
        .map(({ target }) => `${path}: imports ${target}`)
    })

/** Where a package may be imported; packages that are not named may be imported anywhere. */
const packagePlaces: { package: RegExp; places: RegExp; called: string }[] = [
  {
    package: /^(pg($|[-/])|@electric-sql\/)/,
    places: /^server\/src\/platform\/database\//,
    called: 'a database driver',
  },
  { package: /^kysely($|\/)/, places: /^server\/src\/(platform|features)\//, called: 'the query builder' },
  {
    package: /^(fastify|@fastify\/)/,
    places: /^server\/src\/(entry|dialects|platform\/http)\//,
    called: 'the web server',
  },
  { package: /^(@ai-sdk\/|ai$)/, places: /^server\/src\/providers\/models\//, called: 'a model library' },
  {
    package: /^(node:https?|undici|node:net)$/,
    places: /^server\/src\/(providers|platform|entry|dialects|features\/access\/attempts)/,
    called: 'the network',
  },
]

/** Drivers, the query builder, the web server, model libraries and the network each have their places. */
export const packagesHaveTheirPlaces: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('server/src/') && !isTest(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ isPackage, isTypeOnly }) => isPackage && !isTypeOnly)
        .flatMap(({ target }) =>
          packagePlaces
            .filter((place) => place.package.test(target) && !place.places.test(path))
            .map(({ called }) => `${path}: imports ${called} (${target})`),
        ),
    )

const large =
  /^(@modelcontextprotocol\/|@redis\/|(fast-xml-parser|fflate|file-type|postal-mime|sharp|snowball-stemmers|yaml)$|server\/src\/(platform\/traces\/open-traces|providers\/models\/traced|entry\/trace-http)\.ts$)/

/** What many servers never use and takes much memory is loaded with its first use, not with the server. */
export const largeLibrariesComeLater: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const loaded = new Set(['server/src/main.ts'])
  // A set goes on over what is added to it meanwhile.
  for (const path of loaded)
    for (const { target, isPackage, isTypeOnly, isLater } of byPath.get(path)?.imports ?? [])
      if (!isPackage && !isTypeOnly && !isLater) loaded.add(target)
  return [...loaded].flatMap((path) =>
    (byPath.get(path)?.imports ?? [])
      .filter(({ target, isTypeOnly, isLater }) => large.test(target) && !isTypeOnly && !isLater)
      .map(({ target }) => `${path}: loads ${target} when the server starts`),
  )
}

/** No file waits, while it is loaded, for one that waits for it. Types wait for nobody. */
export const nothingGoesInCircles: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path))
  const waitsFor = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.flatMap(({ target, isTypeOnly, isLater }) =>
        paths.has(target) && !isTypeOnly && !isLater ? [target] : [],
      ),
    ]),
  )
  // Whoever waits for nobody left is loaded; those who remain wait for each other, or for such.
  for (let loaded = ['']; loaded.length > 0; ) {
    loaded = [...waitsFor].flatMap(([path, others]) =>
      others.some((other) => waitsFor.has(other)) ? [] : [path],
    )
    for (const path of loaded) waitsFor.delete(path)
  }
  return [...waitsFor].map(
    ([path, others]) =>
      `${path}: waits in a circle for ${others.filter((other) => waitsFor.has(other)).join(', ')}`,
  )
}

/** A page of the documentation. */
export interface Page {
  /** From the root of the repository. */
  readonly path: string
  readonly text: string
}

/** Folders below `server/src` that pages may name by their last part. */
const layerNames = /^(entry|dialects|features|kernel|platform|providers)\//

const candidates = (named: string): string[] => {
  const path = named.replace(/[/]$/, '').replace(/:\d+$/, '')
  const places = layerNames.test(path) ? [`server/src/${path}`, `server/src/${path}.ts`] : [path]
  return places
}

/**
 * Every path in backticks, and every relative link, leads to something. A text in backticks counts as a path when
 * it begins with one of our folders; patterns with a star or an ellipsis stand for many.
 */
export function pagesNameWhatExists(
  pages: readonly Page[],
  topFolders: readonly string[],
  exists: (path: string) => boolean,
): string[] {
  return pages.flatMap(({ path, text }) => {
    const named = [...text.matchAll(/`([\w.@-]+(?:\/[\w.@-]+)+\/?(?::\d+)?)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => topFolders.includes(name.split('/')[0] ?? '') || layerNames.test(name))
    const linked = [...text.matchAll(/\]\((?!\w+:|#|\/)([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) =>
      new URL(link, `file:///${path}`).pathname.slice(1),
    )
    return [...new Set(named)]
      .filter((name) => !candidates(name).some(exists))
      .concat([...new Set(linked)].filter((link) => !exists(decodeURI(link))))
      .map((name) => `${path}: names ${name}, which does not exist`)
  })
}

/** Every `npm run …` is a script of `package.json`. */
export const pagesNameScripts = (pages: readonly Page[], scripts: object): string[] =>
  pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm run ([\w:-]+)/g)]
      .filter(([, name = '']) => !Object.hasOwn(scripts, name))
      .map(([command]) => `${path}: names ${command}, which does not exist`),
  )

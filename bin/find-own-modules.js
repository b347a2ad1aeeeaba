import { readFileSync } from 'node:fs'
import module from 'node:module'

/**
 * Finds our own modules by their names, which say all: whole file names, and the prefixes of package.json. Node would
 * ask the file system several things about each of a thousand of them, which is a tenth of the time that a start takes.
 */
export function findOwnModules() {
  const root = new URL('../', import.meta.url)
  const { imports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  const places = new Map(
    Object.entries(imports).map(([name, place]) => [name.slice(0, -1), new URL(place.slice(0, -1), root)]),
  )
  const addressOf = (specifier, parent) => {
    if (!specifier.endsWith('.ts')) return null
    if (specifier.startsWith('.')) return new URL(specifier, parent)
    const end = specifier.indexOf('/') + 1
    const place = places.get(specifier.slice(0, end))
    return place ? new URL(specifier.slice(end), place) : null
  }
  module.registerHooks({
    resolve(specifier, context, next) {
      const address = addressOf(specifier, context.parentURL)
      return address
        ? { url: address.href, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context)
    },
  })
}

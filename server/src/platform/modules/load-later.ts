import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * A CommonJS package that is loaded when it is first asked for, not with the server: for what few starts need and many
 * bytes tell. The first call reads and runs it, which takes milliseconds; throws what loading throws.
 */
export function loadLater<Package>(name: string): () => Package {
  let loaded: Package | undefined
  return () => (loaded ??= require(name) as Package)
}

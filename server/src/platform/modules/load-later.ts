import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * A CommonJS package that is loaded on first use, not with the server: for large packages that few starts need. The
 * first call loads and runs it, which takes milliseconds; throws what loading throws.
 */
export function loadLater<Package>(name: string): () => Package {
  let loaded: Package | undefined
  return () => (loaded ??= require(name) as Package)
}

import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/**
 * The server's program, and whether it is built: what `npm start` built starts in half the time of the sources, and is
 * taken where nothing changed since, or where the sources cannot run.
 */
export function findServer() {
  const [source, built] = [at('server/src/main.ts'), at('server/dist/main.js')]
  const isBuilt = existsSync(built) && (!canRun(source) || isNewest(at('server/dist/.inputs.sha256')))
  return { main: isBuilt ? built : source, isBuilt }
}

/** Sources need the packages that are part of what is built, which come with what builds it. */
const canRun = (source) => existsSync(source) && existsSync(at('node_modules/vite'))

/** Whether nothing that the server is made of is newer. A folder's time tells of files that came and went. */
function isNewest(sign) {
  // While it is being built it has none.
  if (!existsSync(sign)) return false
  const { mtimeMs: builtAt } = statSync(sign)
  const isOlder = (path) => statSync(path).mtimeMs <= builtAt
  const areOlder = (folder) =>
    isOlder(folder) &&
    readdirSync(folder, { withFileTypes: true }).every((entry) => {
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? areOlder(path) : isOlder(path)
    })
  return (
    ['package.json', 'package-lock.json', 'scripts/build-server.ts']
      .map(at)
      .filter(existsSync)
      .every(isOlder) && ['server/src', 'contract/src'].map(at).every(areOlder)
  )
}

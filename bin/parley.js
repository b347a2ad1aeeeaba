#!/usr/bin/env node
// Starts the command line on the Node that was installed with Parley, whatever Node the machine has.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import { endWithShell } from './end-with-shell.js'
import { findOwnModules } from './find-own-modules.js'
import { findServer } from './find-server.js'

const NEEDED_MAJOR = 24
const own = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))

if (process.argv[2] === 'start') endWithShell()

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  readVariables()
  findModels()
  // Loading takes a while on a slow machine, and somebody waits.
  if (process.argv[2] === 'start') console.log('Starting Parley …')
  // In a place of our own: whoever can write there decides what runs. Where nothing can be written, nothing is kept.
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/parley-compiled', import.meta.url)))
  const { main, isBuilt } = findServer()
  if (!isBuilt) findOwnModules()
  await import(main)
  module.flushCompileCache()
} else {
  if (!existsSync(own)) {
    console.error(
      `Parley needs Node ${NEEDED_MAJOR} or newer. Run \`npm ci\`, which brings it, or install it.`,
    )
    process.exit(1)
  }
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

/** Takes `model_config.yaml` beside package.json for the models file where none is named. */
function findModels() {
  const path = fileURLToPath(new URL('../model_config.yaml', import.meta.url))
  if (process.env.PARLEY_MODELS_FILE === undefined && existsSync(path)) process.env.PARLEY_MODELS_FILE = path
}

/** Takes what the environment does not say from `.env` beside package.json, or from the file that is named instead. */
function readVariables() {
  const named = namedByOption() ?? process.env.PARLEY_ENV_FILE
  const path = named ?? fileURLToPath(new URL('../.env', import.meta.url))
  if (path === '' || (named === undefined && !existsSync(path))) return
  try {
    process.loadEnvFile(path)
  } catch (error) {
    console.error(
      `${path} cannot be read (${error.code}). Correct it, or set PARLEY_ENV_FILE to another file.`,
    )
    process.exit(1)
  }
}

/** The file of `--env`, which `init-db` takes. */
function namedByOption() {
  const at = process.argv[2] === 'init-db' ? process.argv.indexOf('--env') : -1
  return at < 0 ? undefined : process.argv[at + 1]
}

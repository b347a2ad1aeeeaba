import { readFileSync } from 'node:fs'

/** A variable that names a file cannot be used; the message names the variable. */
export class FileVariableRefused extends Error {
  override readonly name = 'FileVariableRefused'
}

type Environment = Record<string, string | undefined>

const SUFFIX = '_FILE'
const LENGTH_MAX = 65_536

/**
 * The environment with the values of `NAME_FILE` as `NAME`: container engines provide secrets as files. Only names that
 * `isTaken` accepts are read, since other programs use such variables too. A trailing line break is removed. Throws
 * FileVariableRefused for a file that is unreadable, empty or too large, or if both are set.
 */
export function valuesFromFiles(env: Environment, isTaken: (name: string) => boolean): Environment {
  const read = Object.entries(env).flatMap(([variable, path]) => {
    const name = variable.endsWith(SUFFIX) ? variable.slice(0, -SUFFIX.length) : ''
    if (!path || !isTaken(name)) return []
    if (env[name]) throw new FileVariableRefused(`${variable}: ${name} is set too; keep only one of them`)
    return [[name, valueIn(variable, path)]]
  })
  return { ...env, ...Object.fromEntries(read) }
}

function valueIn(variable: string, path: string): string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new FileVariableRefused(`${variable}: ${path} cannot be read`, { cause: error })
  }
  const value = text.replace(/\r?\n$/, '')
  if (value.trim() === '') throw new FileVariableRefused(`${variable}: ${path} is empty`)
  if (value.length > LENGTH_MAX)
    throw new FileVariableRefused(`${variable}: ${path} is too large for a value`)
  return value
}

import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

interface Paths {
  readonly PATH?: string | undefined
}

/** The path of a program on the PATH; undefined if there is none. */
export function findProgram(name: string, { PATH = '' }: Paths): string | undefined {
  const ending = process.platform === 'win32' ? '.exe' : ''
  return (
    PATH.split(delimiter)
      // Programs in the current directory must not be run.
      .filter((directory) => isAbsolute(directory))
      .map((directory) => join(directory, name + ending))
      .find(isProgram)
  )
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** Where the programs are that look into films; they are whoever runs the server's, and never ours. */
export interface FilmTools {
  readonly ffmpeg: string
  readonly ffprobe: string
}

/** ffmpeg and ffprobe on the PATH; null unless both are there. */
export function filmToolsFrom({ PATH = '' }: { readonly PATH?: string | undefined }): FilmTools | null {
  // What lies in the directory of the moment is nobody's to run.
  const directories = PATH.split(delimiter).filter((directory) => isAbsolute(directory))
  const find = (name: string) => directories.map((directory) => join(directory, name)).find(isProgram)
  const ending = process.platform === 'win32' ? '.exe' : ''
  const [ffmpeg, ffprobe] = [find(`ffmpeg${ending}`), find(`ffprobe${ending}`)]
  return ffmpeg === undefined || ffprobe === undefined ? null : { ffmpeg, ffprobe }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

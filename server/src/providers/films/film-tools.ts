import { findProgram } from '../programs/find-program.ts'

/** The programs that decode videos; the operator installs them, we never do. */
export interface FilmTools {
  readonly ffmpeg: string
  readonly ffprobe: string
}

/** ffmpeg and ffprobe on the PATH; null unless both are there. */
export function filmToolsFrom(env: { readonly PATH?: string | undefined }): FilmTools | null {
  const [ffmpeg, ffprobe] = [findProgram('ffmpeg', env), findProgram('ffprobe', env)]
  return ffmpeg === undefined || ffprobe === undefined ? null : { ffmpeg, ffprobe }
}

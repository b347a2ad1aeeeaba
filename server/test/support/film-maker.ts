import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filmToolsFrom } from '#providers/films/film-tools.ts'

const tools = filmToolsFrom(process.env)

/** Whether stories with films are left out here. CI installs ffmpeg, and fails without it. */
export const lacksFilmTools = tools === null && !process.env.CI

interface Film {
  /** What is seen, two seconds each. */
  colours: readonly string[]
  hasSound?: boolean
  /** `webm` is written as browsers record it: without saying how long it is. */
  kind?: 'mp4' | 'webm'
  size?: string
}

/** A film that a test knows everything about. */
export function makeFilm({ colours, hasSound = true, kind = 'mp4', size = '320x240' }: Film): Buffer {
  if (!tools) throw new Error('ffmpeg is not installed.')
  const directory = mkdtempSync(join(tmpdir(), 'parley-film-maker-'))
  const inputs = colours.map((colour) => `-f lavfi -i color=${colour}:s=${size}:r=10:d=2`).join(' ')
  const sound = `-f lavfi -i sine=frequency=440:duration=${colours.length * 2}`
  const joined = `${colours.map((_, at) => `[${at}:v]`).join('')}concat=n=${colours.length}[v]`
  const coding = kind === 'mp4' ? '-c:v mpeg4 -c:a aac' : '-c:v libvpx -c:a libopus'
  const path = join(directory, `film.${kind}`)
  try {
    const line = `-v error -nostdin ${inputs} ${hasSound ? sound : ''} -filter_complex ${joined} -map [v]
      ${hasSound ? `-map ${colours.length}:a` : ''} ${coding} -pix_fmt yuv420p -f ${kind} -y ${kind === 'webm' ? 'pipe:1' : path}`
    const out = execFileSync(tools.ffmpeg, line.split(/\s+/), { maxBuffer: 64 * 1_048_576 })
    return kind === 'webm' ? out : readFileSync(path)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

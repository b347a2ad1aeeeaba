import { written } from './shape-rules.ts'
import { isTest, type SourceFile } from './source-file.ts'

/** Folders whose own folders stand in an order: every feature of the server, the console, and its features. */
const roomsOf = (path: string): string[] =>
  [
    /^server\/src\/features\/(?:inbox\/)?[^/]+(?=\/)/,
    /^console\/src(?=\/)/,
    /^console\/src\/features(?=\/)/,
  ].flatMap((room) => room.exec(path) ?? [])

/** Of each of them: how many of its folders stand in circles of imports, and of how many. */
export function foldersInCircles(
  files: readonly SourceFile[],
): Record<string, readonly [inCircles: number, all: number]> {
  const programs = written(files).filter(({ path }) => !isTest(path))
  const rooms = new Set(programs.flatMap(({ path }) => roomsOf(path)))
  return Object.fromEntries([...rooms].map((room) => [room, circlesIn(room, programs)]))
}

function circlesIn(room: string, programs: readonly SourceFile[]): [inCircles: number, all: number] {
  const folderOf = (path: string) =>
    path.startsWith(`${room}/`) ? (/^([^/]+)\//.exec(path.slice(room.length + 1))?.[1] ?? null) : null
  const graph = new Map<string, Set<string>>()
  for (const { path, imports } of programs) {
    const from = folderOf(path)
    if (from === null) continue
    const to = graph.get(from) ?? new Set()
    graph.set(from, to)
    for (const { target, isTypeOnly } of imports) {
      const other = isTypeOnly ? null : folderOf(target)
      if (other !== null && other !== from) to.add(other)
    }
  }
  const folders = [...graph.keys()]
  return [folders.filter((folder) => reaches(graph, folder, folder)).length, folders.length]
}

function reaches(graph: ReadonlyMap<string, ReadonlySet<string>>, from: string, goal: string): boolean {
  const seen = new Set<string>()
  const next = [...(graph.get(from) ?? [])]
  for (let folder = next.pop(); folder !== undefined; folder = next.pop()) {
    if (folder === goal) return true
    if (seen.has(folder)) continue
    seen.add(folder)
    next.push(...(graph.get(folder) ?? []))
  }
  return false
}

/** How many words the glossary asks a newcomer to learn. */
export const glossaryEntries = (text: string): number =>
  text.split('\n').filter((line) => /^\| (?!word |---)/.test(line)).length

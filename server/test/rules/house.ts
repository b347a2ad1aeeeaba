import { linesOf, written } from './shape-rules.ts'
import { isTest, type SourceFile } from './source-file.ts'

/** How large the rooms of the house are, and whether a newcomer finds the order in them. */
export interface Figures {
  readonly files: number
  readonly lines: number
  readonly median: number
  readonly p95: number
  /** Of each room: how many of its folders stand in circles of imports, of how many. */
  readonly circles: Readonly<Record<string, readonly [inCircles: number, all: number]>>
}

/** Folders whose own folders must come to stand in an order. */
const rooms = ['server/src/features/chat', 'server/src/features/knowledge', 'console/src']

export function measureHouse(files: readonly SourceFile[]): Figures {
  const programs = written(files).filter(({ path }) => !isTest(path))
  const sizes = programs.map(linesOf).sort((a, b) => a - b)
  const at = (share: number) => sizes[Math.floor(sizes.length * share)] ?? 0
  return {
    files: sizes.length,
    lines: sizes.reduce((sum, size) => sum + size, 0),
    median: at(0.5),
    p95: at(0.95),
    circles: Object.fromEntries(rooms.map((room) => [room, circlesIn(room, programs)])),
  }
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

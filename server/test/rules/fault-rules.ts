import type { Fault } from '#test/faults/faults.ts'

/** How many there are. */
const FAULTS = 49

type Read = (path: string) => string | null

/** Each is there once, under its number, and is held by tests that exist. */
export function faultsAreHeld(faults: readonly Fault[], read: Read, count = FAULTS): string[] {
  const wanted = Array.from({ length: count }, (_, at) => `F${String(at + 1).padStart(2, '0')}`)
  const missing = wanted
    .filter((id) => faults.filter((fault) => fault.id === id).length !== 1)
    .map((id) => `${id} is missing, or there twice`)
  return [...missing, ...faults.flatMap((fault) => complaints(fault, read))]
}

function complaints({ id, held }: Fault, read: Read): string[] {
  if (held.length === 0) return [`${id}: there is no test`]
  return held.flatMap(({ file, named, runs }) => {
    const text = read(file)
    if (text === null) return [`${id}: ${file} does not exist`]
    if (runs !== 'quick' && !text.includes("from './size.ts'")) return [`${id}: ${file} has no long form`]
    return text.includes(named) ? [] : [`${id}: ${file} has no test of that name: ${named}`]
  })
}

/** The page has a row for each, which names every file that holds it. */
export function faultsAreTold(faults: readonly Fault[], page: string): string[] {
  const rows = new Map(page.split('\n').map((line) => [/^\| (F\d\d) \|/.exec(line)?.[1], line]))
  return faults.flatMap(({ id, held }) => {
    const row = rows.get(id)
    if (row === undefined) return [`${id} is not told`]
    return [...new Set(held.map(({ file }) => file))]
      .filter((file) => !row.includes(`\`${file}\``))
      .map((file) => `${id}: its row does not name ${file}`)
  })
}

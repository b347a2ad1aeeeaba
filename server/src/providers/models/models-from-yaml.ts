import type { Document, LineCounter } from 'yaml'
import type { z } from 'zod'
import { invalidInput } from '#kernel/fault.ts'
import { loadLater } from '#platform/modules/load-later.ts'
import type { ModelConfig } from './model-config.ts'
import { entryOfComponent, NoModels } from './component-config.ts'
import { isExtraEntry } from './extra-entries.ts'
import { configFromEntry, EntryError, type Environment, ModelEntry } from './model-entry.ts'

const yaml = loadLater<typeof import('yaml')>('yaml')

export interface YamlModel {
  config: ModelConfig
  isDefault: boolean
}

/**
 * Parses the models file. Throws Fault `invalid_input` whose message names the line and field of the first mistake and
 * never quotes the file, which may contain keys.
 */
export function modelsFromYaml(text: string, env: Environment): YamlModel[] {
  const { LineCounter, parseDocument } = yaml()
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const syntax = document.errors[0]
  if (syntax) {
    const code = syntax.code.toLowerCase().replaceAll('_', ' ')
    throw mistake(lines.linePos(syntax.pos[0]).line, '', `this is not valid YAML (${code})`)
  }
  const items = itemsOf(document.toJS())

  return items.flatMap((item, index) => {
    if (isExtraEntry(item)) return []
    const fail = (field: (string | number)[], message: string) =>
      mistake(lineOf(document, lines, [index, ...field]), pathText([index, ...field]), message)
    const entry = ModelEntry.safeParse(item)
    if (!entry.success) throw fail(...firstIssue(entry.error))
    try {
      return [{ config: configFromEntry(entry.data, env), isDefault: entry.data.default }]
    } catch (thrown) {
      throw thrown instanceof EntryError ? fail([thrown.field], thrown.message) : thrown
    }
  })
}

/** The items of a file; of one that names a single client, the one that it amounts to. */
function itemsOf(file: unknown): unknown[] {
  if (file === null) return []
  if (Array.isArray(file)) return file
  try {
    return [entryOfComponent(file)]
  } catch (error) {
    throw error instanceof NoModels ? mistake(1, '', error.message) : error
  }
}

function firstIssue(error: z.ZodError): [(string | number)[], string] {
  const issue = error.issues[0]
  const path = (issue?.path ?? []).map((step) => (typeof step === 'number' ? step : String(step)))
  if (issue?.code === 'unrecognized_keys') return [[...path, ...issue.keys.slice(0, 1)], 'no such field']
  return [path, issue?.message ?? 'cannot be read']
}

/** The line of the node at `path`, or of the nearest one around it when the field itself is missing. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: (string | number)[]) {
  const { isMap, isScalar } = yaml()
  for (let depth = path.length; depth > 0; depth--) {
    const parent: unknown = document.getIn(path.slice(0, depth - 1), true)
    const step = path[depth - 1]
    const pair = isMap(parent) && parent.items.find(({ key }) => isScalar(key) && key.value === step)
    const node: unknown = pair ? pair.key : document.getIn(path.slice(0, depth), true)
    const offset = rangeStart(node)
    if (offset !== null) return lines.linePos(offset).line
  }
  return 1
}

const rangeStart = (node: unknown): number | null =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : null

const pathText = ([index, ...rest]: (string | number)[]) => [`models[${index}]`, ...rest].join('.')

function mistake(line: number, path: string, message: string) {
  const where = path === '' ? `line ${line}` : `line ${line}, ${path}`
  return invalidInput(`Models file, ${where}: ${message}.`, [{ path: path || `line ${line}`, message }])
}

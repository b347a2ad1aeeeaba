import type { z } from 'zod'
import type { EventType } from './events.ts'

/** Every shape by its name. */
export type Shapes = typeof import('./shapes.ts')

/** The name of a shape that requests or answers can have. */
export type ShapeName = {
  [K in keyof Shapes]: Shapes[K] extends z.ZodType ? K : never
}[keyof Shapes]

/** The subject of a name: `team` of `team.list`. */
export type SubjectOf<Type> = Type extends `${infer About}.${string}` ? About : never

/** The subject of an event: `team` of `team.created`. */
export type Subject = SubjectOf<EventType>

interface Facts {
  /** The use-case that serves it. Events about the same subject (`team` of `team.list`) make its output stale. */
  readonly name: string
  /** The permission that the caller must hold; `public` requires no sign-in. */
  readonly permission: string
  /** Query or body, with the parameters of the path; absent where these are all. */
  readonly input?: ShapeName
  /** The output; absent if there is none. */
  readonly output?: ShapeName
  /** 201 if it creates something; 200 when absent, and 204 for an answer without a body. */
  readonly status?: 201
  /**
   * JSON when absent. `file`: a download. `stream`: server-sent events for clients that accept them, otherwise its
   * output as JSON.
   */
  readonly answers?: 'file' | 'stream'
  /** Other subjects, or single events, that make its output stale. */
  readonly refreshedBy?: readonly (Subject | EventType)[]
  /** A one-line description, for the API reference. */
  readonly summary: string
}

/** One endpoint: a row of the table of routes. */
export interface Route extends Facts {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
}

/** The parameters of a path, in their order: of `/v1/teams/:teamId`, `teamId`. */
export const parametersOf = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

const by =
  <const M extends Route['method']>(method: M) =>
  <const P extends string, const F extends Facts>(path: P, facts: F) => ({ method, path, ...facts })

export const get = by('GET')
export const post = by('POST')
export const patch = by('PATCH')
export const remove = by('DELETE')

import { openApiDocument } from '#dialects/native/openapi/document.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { useCases } from '#server/app/features.ts'

/** One operation of the native API as its OpenAPI document describes it. */
export interface Operation {
  readonly id: string
  readonly method: string
  /** With parameters in braces. */
  readonly path: string
  readonly pathKeys: readonly string[]
  readonly queryKeys: readonly string[]
  readonly headers: readonly string[]
  readonly body: 'json' | 'form' | null
  readonly isStream: boolean
  /** Null when no use-case of that name is in the registry. */
  readonly useCase: UseCase | null
}

interface Described {
  operationId: string
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, unknown> }
  responses?: Record<string, { content?: Record<string, unknown> }>
}

/** How the document names a use-case. */
export const operationId = (useCaseName: string): string =>
  useCaseName.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase())

const useCaseOf = (id: string) => useCases.find(({ name }) => operationId(name) === id) ?? null

/** Every operation of the native API. */
export function operations(): Operation[] {
  const paths = (openApiDocument('0.0.0', useCases).paths ?? {}) as Record<string, Record<string, Described>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const keys = (place: string) =>
        (described.parameters ?? []).filter((one) => one.in === place).map(({ name }) => name)
      const content = described.requestBody?.content ?? {}
      return {
        id: described.operationId,
        method: method.toUpperCase(),
        path,
        pathKeys: keys('path'),
        queryKeys: keys('query'),
        headers: keys('header'),
        body:
          'application/json' in content
            ? ('json' as const)
            : 'multipart/form-data' in content
              ? ('form' as const)
              : null,
        isStream: Object.values(described.responses ?? {}).some(
          (answer) => 'text/event-stream' in (answer.content ?? {}),
        ),
        useCase: useCaseOf(described.operationId),
      }
    }),
  )
}

/** A request for an operation, from the one input that path, query and body make together. */
export function requestFor(
  { method, path, pathKeys, queryKeys, body }: Operation,
  input: Record<string, unknown>,
) {
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(input[key])))
  const query = new URLSearchParams(
    Object.entries(input).flatMap(([key, value]) =>
      !pathKeys.includes(key) && queryKeys.includes(key) ? [[key, String(value)]] : [],
    ),
  )
  const rest = Object.fromEntries(
    Object.entries(input).filter(([key]) => !pathKeys.includes(key) && !queryKeys.includes(key)),
  )
  return {
    method,
    path: query.size === 0 ? filled : `${filled}?${query}`,
    body: body === 'json' ? rest : undefined,
  }
}

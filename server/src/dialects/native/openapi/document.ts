import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { Route } from '#contract/route.ts'
import { allRoutes } from '#contract/routes.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { pathsBesideTheTable } from './beside-the-table.ts'
import { describeFields } from './describe-fields.ts'
import { operationOf } from './operation.ts'

export type OpenApiDocument = ReturnType<typeof createDocument>

/** The native API as an OpenAPI 3.1 document, built from the table of routes and the use-cases that serve it. */
export function openApiDocument(version: string, useCases: readonly UseCase[]): OpenApiDocument {
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Parley',
        version,
        description: 'AI conversations with agents, cited answers, human handoff and multiple tenants.',
      },
      servers: [{ url: '/' }],
      security: [{ bearer: [] }],
      paths: pathsOf(useCases),
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An access token or an API key.' },
        },
      },
    },
    { reused: 'inline', override: ({ jsonSchema }) => plain(jsonSchema) },
  )
  describeFields(document)
  return document
}

/** Removes what Zod writes for its own checks and what only Parley reads. */
function plain(schema: Record<string, unknown>) {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  // The format says the same as Zod's long pattern.
  if (schema.format !== undefined) delete schema.pattern
  delete schema.entity
}

function pathsOf(useCases: readonly UseCase[]): ZodOpenApiPathsObject {
  const named = new Map(useCases.map((useCase) => [useCase.name, useCase]))
  const paths: ZodOpenApiPathsObject = { ...pathsBesideTheTable }
  for (const route of allRoutes as readonly Route[]) {
    const useCase = named.get(route.name)
    if (!useCase) continue
    const template = route.path.replace(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [route.method.toLowerCase()]: operationOf(route, useCase) }
  }
  return paths
}

import * as models from '#features/models/index.ts'
import { making, route, type Route } from './route.ts'

/** Models and connections to their providers. */
export const modelsRoutes: readonly Route[] = [
  route('GET', '/v1/language-models', models.listLanguageModels, 'List the models that agents can use'),
  route(
    'POST',
    '/v1/language-models/default',
    models.setDefaultModel,
    'Set the default model, for agents that name none',
  ),
  route('GET', '/v1/failed-models', models.listFailedModels, 'List recent model failures'),
  route('GET', '/v1/connections', models.listConnections, 'List connections to model providers'),
  making('/v1/connections', models.createConnection, 'Connect a model provider'),
  route('POST', '/v1/connections/test', models.tryConnection, 'Test a connection before creating it'),
  route('PATCH', '/v1/connections/:connectionId', models.changeConnection, 'Change a connection'),
  route('DELETE', '/v1/connections/:connectionId', models.deleteConnection, 'Delete a connection'),
  route('POST', '/v1/connections/:connectionId/test', models.testConnection, 'Test a connection'),
  route('GET', '/v1/embedding-models', models.listEmbeddingModels, 'List embedding models'),
]

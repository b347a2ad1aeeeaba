import { get, patch, post, remove } from '../route.ts'

/** Connections to model providers, usage and budgets. */
export const modelsRoutes = {
  models: {
    /** The model used where none is chosen. */
    setDefault: post('/v1/language-models/default', {
      name: 'default-model.set',
      permission: 'model:manage',
      input: 'SetDefaultModel',
      summary: 'Set the default model, for agents that name none',
    }),
    failed: get('/v1/failed-models', {
      name: 'model.list-failed',
      permission: 'model:manage',
      refreshedBy: ['connection', 'default-model'],
      output: 'FailedModelList',
      summary: 'List recent model failures',
    }),
    connections: get('/v1/connections', {
      name: 'connection.list',
      permission: 'model:manage',
      refreshedBy: ['default-model'],
      output: 'ConnectionList',
      summary: 'List connections to model providers',
    }),
    connect: post('/v1/connections', {
      name: 'connection.create',
      permission: 'model:manage',
      input: 'CreateConnection',
      output: 'Connection',
      status: 201,
      summary: 'Connect a model provider',
    }),
    /** Tries a connection before it is stored. */
    try: post('/v1/connections/test', {
      name: 'connection.try',
      permission: 'model:manage',
      input: 'TryConnection',
      output: 'ConnectionTest',
      summary: 'Test a connection before creating it',
    }),
    change: patch('/v1/connections/:connectionId', {
      name: 'connection.change',
      permission: 'model:manage',
      input: 'ChangeConnection',
      output: 'Connection',
      summary: 'Change a connection',
    }),
    disconnect: remove('/v1/connections/:connectionId', {
      name: 'connection.delete',
      permission: 'model:manage',
      summary: 'Delete a connection',
    }),
    /** Tries a stored connection, with its stored key. */
    test: post('/v1/connections/:connectionId/test', {
      name: 'connection.test',
      permission: 'model:manage',
      input: 'TestConnection',
      output: 'ConnectionTest',
      summary: 'Test a connection',
    }),
  },
  usage: {
    read: get('/v1/usage', {
      name: 'usage.read',
      permission: 'usage:read',
      input: 'ReadUsage',
      output: 'Usage',
      summary: 'Read usage and costs',
    }),
  },
  budgets: {
    list: get('/v1/budgets', {
      name: 'budget.list',
      permission: 'usage:read',
      output: 'BudgetList',
      summary: 'List budgets with what is spent of each',
    }),
    create: post('/v1/budgets', {
      name: 'budget.create',
      permission: 'budget:manage',
      input: 'CreateBudget',
      output: 'Budget',
      status: 201,
      summary: 'Create a budget',
    }),
    change: patch('/v1/budgets/:budgetId', {
      name: 'budget.change',
      permission: 'budget:manage',
      input: 'ChangeBudget',
      output: 'Budget',
      summary: 'Change a budget',
    }),
    remove: remove('/v1/budgets/:budgetId', {
      name: 'budget.delete',
      permission: 'budget:manage',
      summary: 'Delete a budget',
    }),
  },
} as const

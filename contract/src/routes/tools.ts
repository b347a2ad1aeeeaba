import { get, patch, post, remove } from '../route.ts'

/** Tool servers, custom tools, and who may use which tool. */
export const toolsRoutes = {
  toolServers: {
    list: get('/v1/tool-servers', {
      name: 'tool-server.list',
      permission: 'tool:use',
      output: 'ToolServerList',
      summary: 'List tool servers',
    }),
    create: post('/v1/tool-servers', {
      name: 'tool-server.create',
      permission: 'tool:manage',
      input: 'CreateToolServer',
      output: 'ToolServer',
      status: 201,
      summary: 'Add a tool server',
    }),
    read: get('/v1/tool-servers/:toolServerId', {
      name: 'tool-server.read',
      permission: 'tool:manage',
      output: 'SyncedToolServer',
      summary: 'Read a tool server and its tools',
    }),
    change: patch('/v1/tool-servers/:toolServerId', {
      name: 'tool-server.change',
      permission: 'tool:manage',
      input: 'ChangeToolServer',
      output: 'ToolServer',
      summary: 'Change, suspend or resume a tool server',
    }),
    remove: remove('/v1/tool-servers/:toolServerId', {
      name: 'tool-server.delete',
      permission: 'tool:manage',
      summary: 'Delete a tool server',
    }),
    /** Reads its current offer. */
    sync: post('/v1/tool-servers/:toolServerId/sync', {
      name: 'tool-server.sync',
      permission: 'tool:manage',
      output: 'SyncedToolServer',
      summary: 'Refresh the tools of a tool server',
    }),
    /** Approves tools by the fingerprint of the offer that was shown. */
    approve: post('/v1/tool-servers/:toolServerId/approve', {
      name: 'tool-server.approve-tools',
      permission: 'tool:manage',
      input: 'ApproveServerTools',
      output: 'SyncedToolServer',
      summary: 'Approve new or changed tools of a tool server',
    }),
    /** Its resources, read now. */
    resources: get('/v1/tool-servers/:toolServerId/resources', {
      name: 'server-resource.list',
      permission: 'tool:use',
      output: 'ServerResourceList',
      summary: 'List the resources of a tool server',
    }),
    readResource: post('/v1/tool-servers/:toolServerId/read-resource', {
      name: 'server-resource.read',
      permission: 'tool:use',
      input: 'ReadServerResource',
      output: 'ServerResourceText',
      summary: 'Read a resource of a tool server',
    }),
    /** Its prompts, read now. */
    prompts: get('/v1/tool-servers/:toolServerId/prompts', {
      name: 'server-prompt.list',
      permission: 'tool:use',
      output: 'ServerPromptList',
      summary: 'List the prompts of a tool server',
    }),
    fillPrompt: post('/v1/tool-servers/:toolServerId/fill-prompt', {
      name: 'server-prompt.fill',
      permission: 'tool:use',
      input: 'FillServerPrompt',
      output: 'FilledServerPrompt',
      summary: 'Fill in a prompt of a tool server',
    }),
    /** Sets the headers to send on calls for one member, if each member has their own. */
    setHeaders: post('/v1/tool-servers/:toolServerId/headers', {
      name: 'tool-server.set-own-headers',
      permission: 'tool:use',
      input: 'SetOwnHeaders',
      summary: 'Set your own headers for a tool server',
    }),
    /** The page where the member signs in; it returns to the console with a state and a code. */
    beginSignIn: post('/v1/tool-servers/:toolServerId/sign-in', {
      name: 'tool-server.begin-sign-in',
      permission: 'tool:use',
      output: 'BeginToolSignIn',
      summary: 'Start signing in to a tool server',
    }),
    finishSignIn: post('/v1/tool-sign-ins', {
      name: 'tool-server.finish-sign-in',
      permission: 'tool:use',
      input: 'FinishToolSignIn',
      output: 'ToolServer',
      summary: 'Finish signing in to a tool server',
    }),
    signOut: post('/v1/tool-servers/:toolServerId/sign-out', {
      name: 'tool-server.sign-out',
      permission: 'tool:use',
      summary: 'Delete the stored credentials for a tool server',
    }),
  },
  customTools: {
    list: get('/v1/tools/custom', {
      name: 'custom-tool.list',
      permission: 'tool:manage',
      output: 'CustomToolList',
      summary: 'List custom tools',
    }),
    create: post('/v1/tools/custom', {
      name: 'custom-tool.create',
      permission: 'tool:manage',
      input: 'CreateCustomTool',
      output: 'NewCustomTool',
      status: 201,
      summary: 'Create a custom tool',
    }),
    /** Fetches the document that describes a service. */
    fetchDocument: post('/v1/tools/custom-document', {
      name: 'custom-tool.fetch-document',
      permission: 'tool:manage',
      input: 'FetchToolDocument',
      output: 'ToolDocument',
      summary: 'Fetch the OpenAPI document of a service',
    }),
    change: patch('/v1/tools/custom/:customToolId', {
      name: 'custom-tool.change',
      permission: 'tool:manage',
      input: 'ChangeCustomTool',
      output: 'CustomTool',
      summary: 'Change, suspend or resume a custom tool',
    }),
    remove: remove('/v1/tools/custom/:customToolId', {
      name: 'custom-tool.delete',
      permission: 'tool:manage',
      summary: 'Delete a custom tool',
    }),
    try: post('/v1/tools/custom/:customToolId/try', {
      name: 'custom-tool.try',
      permission: 'tool:manage',
      input: 'TryCustomTool',
      output: 'TriedCustomTool',
      summary: 'Test a custom tool with one call',
    }),
  },
  toolConsent: {
    policy: get('/v1/tool-policy', {
      name: 'tool-policy.read',
      permission: 'agent:write',
      refreshedBy: ['tool-server'],
      output: 'ToolPolicy',
      summary: 'Read which tools agents may call',
    }),
    setPolicy: patch('/v1/tool-policy', {
      name: 'tool-policy.set',
      permission: 'agent:write',
      input: 'SetToolPolicy',
      output: 'ToolPolicy',
      summary: 'Set which tools agents may call',
    }),
    agentPolicy: get('/v1/agents/:agentId/tool-policy', {
      name: 'agent-tool-policy.read',
      permission: 'agent:write',
      refreshedBy: ['tool-policy', 'tool-server'],
      output: 'AgentToolPolicy',
      summary: 'Read which tools an agent may call',
    }),
    setAgentPolicy: patch('/v1/agents/:agentId/tool-policy', {
      name: 'agent-tool-policy.set',
      permission: 'agent:write',
      input: 'SetAgentToolPolicy',
      output: 'AgentToolPolicy',
      summary: 'Set which tools an agent may call',
    }),
    approvals: get('/v1/tool-approvals', {
      name: 'tool-approval.list',
      permission: 'conversation:read',
      input: 'ListToolApprovals',
      output: 'ToolApprovalPage',
      summary: 'List tool approvals',
    }),
    approval: get('/v1/tool-approvals/:toolApprovalId', {
      name: 'tool-approval.read',
      permission: 'conversation:read',
      output: 'ToolApproval',
      summary: 'Read a tool approval',
    }),
    /**
     * Decides a tool call. When all calls of an answer are decided, its agent continues. `conflict` if another person
     * decided first.
     */
    decide: post('/v1/tool-approvals/:toolApprovalId/decide', {
      name: 'tool-approval.decide',
      permission: 'reply:control',
      input: 'DecideToolApproval',
      output: 'ToolApproval',
      summary: 'Approve or decline a tool call',
    }),
  },
} as const

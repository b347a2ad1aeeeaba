import * as tools from '#features/tools/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/tool-servers/:toolServerId'

/** Tool servers (MCP), whose tools agents can call. */
export const toolsRoutes: readonly Route[] = [
  route('GET', '/v1/tool-servers', tools.listToolServers, 'List tool servers'),
  making('/v1/tool-servers', tools.createToolServer, 'Add a tool server'),
  route('GET', one, tools.readToolServer, 'Read a tool server and its tools'),
  route('PATCH', one, tools.changeToolServer, 'Change, suspend or resume a tool server'),
  route('DELETE', one, tools.deleteToolServer, 'Delete a tool server'),
  route('POST', `${one}/sync`, tools.syncToolServer, 'Refresh the tools of a tool server'),
  route('POST', `${one}/approve`, tools.approveServerTools, 'Approve new or changed tools of a tool server'),
  route('GET', `${one}/resources`, tools.listServerResources, 'List the resources of a tool server'),
  route('POST', `${one}/read-resource`, tools.readServerResource, 'Read a resource of a tool server'),
  route('GET', `${one}/prompts`, tools.listServerPrompts, 'List the prompts of a tool server'),
  route('POST', `${one}/fill-prompt`, tools.fillServerPrompt, 'Fill in a prompt of a tool server'),
  route('POST', `${one}/headers`, tools.setOwnHeaders, 'Set your own headers for a tool server'),
  route('POST', `${one}/sign-in`, tools.beginToolSignIn, 'Start signing in to a tool server'),
  route('POST', '/v1/tool-sign-ins', tools.finishToolSignIn, 'Finish signing in to a tool server'),
  route(
    'POST',
    `${one}/sign-out`,
    tools.signOutOfToolServer,
    'Delete the stored credentials for a tool server',
  ),
]

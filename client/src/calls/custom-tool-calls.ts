import type { z } from 'zod'
import type {
  ChangeCustomTool,
  CreateCustomTool,
  CustomTool,
  CustomToolList,
  NewCustomTool,
  ToolDocument,
  TriedCustomTool,
} from '#contract/shapes/custom-tool.ts'
import { path, type Transport } from '../transport.ts'

/** Services of one's own that agents may be given. */
export const customToolCalls = ({ call }: Transport) => ({
  list: () => call<z.output<typeof CustomToolList>>('GET', '/v1/tools/custom'),
  create: (body: z.input<typeof CreateCustomTool>) =>
    call<NewCustomTool>('POST', '/v1/tools/custom', { body }),
  /** The document that describes a service, as it stands on the web. */
  fetchDocument: (address: string) =>
    call<z.output<typeof ToolDocument>>('POST', '/v1/tools/custom-document', { body: { address } }),
  change: (customToolId: string, body: Omit<z.input<typeof ChangeCustomTool>, 'customToolId'>) =>
    call<CustomTool>('PATCH', path`/v1/tools/custom/${customToolId}`, { body }),
  remove: (customToolId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/tools/custom/${customToolId}`, options),
  /** Calls one of its operations, as an agent would. */
  try: (customToolId: string, operation: string, input: Record<string, unknown>) =>
    call<TriedCustomTool>('POST', path`/v1/tools/custom/${customToolId}/try`, { body: { operation, input } }),
})

// The slow tool of the fence rounds, planted: loaded before a server in a process of its own.
import { plantTools } from './plant-tools.ts'
import { slowTool } from './slow-tool.ts'

plantTools([slowTool])

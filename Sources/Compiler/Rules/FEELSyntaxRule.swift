import BPMN
import Diagnostics
enum FEELSyntaxRule { static func check(_ i: PassInput) -> [Diagnostic] { [] } }

import Foundation
import PackagePlugin

/// Collects the documentation comments of rules in a generated Swift source, so that the
/// documentation of a rule is next to its code and part of the binary.
@main
struct EmbedRuleDocumentation: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let inputs = (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "swift" }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "RuleDocumentationBlocks.swift")
    return [
      .buildCommand(
        displayName: "Collecting the documentation of rules from \(inputs.count) sources",
        executable: try context.tool(named: "embed-rule-documentation").url,
        arguments: [output.path] + inputs.map(\.path),
        inputFiles: inputs, outputFiles: [output])
    ]
  }
}

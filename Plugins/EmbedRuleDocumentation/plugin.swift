import Foundation
import PackagePlugin

/// Collects the comment blocks that document rules from all sources into one Swift source, so that
/// the documentation of a rule stands beside its code and is part of the binary.
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

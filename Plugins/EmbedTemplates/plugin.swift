import Foundation
import PackagePlugin

/// Generates a Swift source from the element templates in `templates/`, so that they are part of
/// the binary and no files are needed at run time.
@main
struct EmbedTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "templates")
    let inputs = try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInTemplates.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(inputs.count) element templates",
        executable: try context.tool(named: "embed-templates").url,
        arguments: [output.path] + inputs.map(\.path),
        inputFiles: inputs, outputFiles: [output])
    ]
  }
}

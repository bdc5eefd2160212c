import BPMN
public import Compiler
import Diagnostics
public import ElementTemplates
import JSON
public import ProjectModel
import SecretReferences
import Webhooks

extension ProjectBundle {
  /// Bundles a checked project.
  ///
  /// `BundleClosure` checks that everything the diagrams reference is included.
  /// - Parameter environment: the environment of the webhook URLs; nil for those of `bpmnc dev`.
  /// - Throws: `Fault` if two files would have the same path, or the bundle would be too large.
  public init(
    _ compilation: Compilation, templates library: TemplateLibrary,
    environment: ProjectEnvironment? = nil
  ) throws(Fault) {
    let project = compilation.project
    for (one, next) in zip(project.files, project.files.dropFirst())
    where one.relativePath == next.relativePath {
      throw Fault(
        message: "\(one.path) and \(next.path) would both be \(one.relativePath) in the bundle; "
          + "bundle them from one common folder")
    }
    let paths = Dictionary(
      project.files.map { ($0.path, $0.relativePath) }, uniquingKeysWith: { first, _ in first })
    let inBundle = { (source: SourceText) in paths[source.path] ?? source.path }
    let webhooks = WebhookManifest(
      compilation.webhooks, environments: [environment ?? .local], file: inBundle)
    let secrets = SecretInventory(compilation.secrets).json(file: inBundle)

    var entries = project.files.map {
      ZipArchive.Entry(path: BundlePath.resources + $0.relativePath, bytes: $0.bytes[...])
    }
    let templates = Self.usedTemplates(project, library)
    entries += templates.map {
      ZipArchive.Entry(
        path: BundlePath.templates + $0.entry.file, bytes: Array(($0.text + "\n").utf8)[...])
    }
    entries.append(
      ZipArchive.Entry(
        path: BundlePath.webhooks, bytes: Self.text(webhooks.json(listsProperties: true))[...]))
    entries.append(ZipArchive.Entry(path: BundlePath.secrets, bytes: Self.text(secrets)[...]))
    entries.sort { BundlePath.precedes($0.path, $1.path) }
    for entry in entries { try BundlePath.check(entry.path) }
    try BundlePath.checkDistinct(entries.map(\.path))

    var manifest = BundleManifest()
    manifest.platform = project.models.compactMap(\.platformVersion).max()?.description
    manifest.environment = environment?.name
    manifest.files = entries.map {
      BundleManifest.File(path: $0.path, size: $0.bytes.count, sha256: Self.sha256($0.bytes))
    }
    manifest.describe(project, compilation.index, paths)
    manifest.templates = templates.map(\.entry)
    self.init(manifest: manifest, webhooks: webhooks, secrets: secrets, files: entries)
  }

  /// The templates in use that the library has, sorted by their paths in the bundle.
  private static func usedTemplates(
    _ project: Project, _ library: TemplateLibrary
  ) -> [(entry: BundleManifest.Template, text: String)] {
    Set(TemplateUse.all(in: project).map(\.key)).compactMap { key in
      library.template(id: key.id, version: key.version).map { template in
        let entry = BundleManifest.Template(
          id: key.id, version: key.version, name: template.name, file: key.file)
        return (entry, template.text)
      }
    }.sorted { BundlePath.precedes($0.entry.file, $1.entry.file) }
  }
}

extension BundleManifest {
  /// Adds the definitions in the files.
  fileprivate mutating func describe(
    _ project: Project, _ index: ProjectIndex, _ paths: [String: String]
  ) {
    for file in project.files {
      for process in file.model?.processes ?? [] {
        processes.append(
          Process(
            id: process.id, name: process.name, isExecutable: process.isExecutable,
            file: file.relativePath))
      }
      if file.kind == .resource { linkedResources.append(file.relativePath) }
    }
    forms = Self.definitions(index, .form, paths)
    decisions = Self.definitions(index, .decision, paths)
    let called = project.models.flatMap(ResourceReference.all).filter { $0.kind == .process }
    calledProcesses = Set(called.map(\.id)).sorted(by: BundlePath.precedes)
  }

  private static func definitions(
    _ index: ProjectIndex, _ kind: ProjectIndex.Kind, _ paths: [String: String]
  ) -> [Definition] {
    (index.definitions[kind] ?? [:]).values.flatMap { $0 }
      .map { found in
        Definition(
          id: found.id, name: found.label == found.id ? nil : found.label,
          file: paths[found.location.source.path] ?? found.location.source.path)
      }
      .sorted { left, right in
        left.file == right.file
          ? BundlePath.precedes(left.id, right.id) : BundlePath.precedes(left.file, right.file)
      }
  }
}

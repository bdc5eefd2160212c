import Diagnostics
import Synchronization

/// The built-in templates, parsed on demand.
///
/// Parsing all of them takes milliseconds that most runs do not need, so a file is parsed only when
/// one of its ids is looked up.
final class BuiltInTemplateCache: Sendable {
  static let shared = BuiltInTemplateCache(builtInTemplateFiles)

  private let texts: [BuiltInTemplateText]
  private let state = Mutex(State())

  private struct State {
    /// By index in `texts`.
    var files: [Int: TemplateFile] = [:]
    /// The results of previous lookups.
    var templates: [String: [ElementTemplate]] = [:]
  }

  init(_ texts: [BuiltInTemplateText]) {
    self.texts = texts
  }

  /// All templates with an id, in file order.
  func templates(id: String) -> [ElementTemplate] {
    state.withLock { state in
      if let found = state.templates[id] { return found }
      var found: [ElementTemplate] = []
      for index in texts.indices where texts[index].ids.contains(id) {
        found += read(index, &state).templates.filter { $0.id == id }
      }
      state.templates[id] = found
      return found
    }
  }

  /// Every file.
  var files: [TemplateFile] {
    state.withLock { state in texts.indices.map { read($0, &state) } }
  }

  /// Whether a text is one of the files.
  func owns(_ source: SourceText) -> Bool {
    state.withLock { state in state.files.values.contains { $0.source === source } }
  }

  /// The number of files parsed so far.
  var parsedFileCount: Int { state.withLock { $0.files.count } }

  private func read(_ index: Int, _ state: inout State) -> TemplateFile {
    if let file = state.files[index] { return file }
    let text = texts[index]
    let file = TemplateFile(
      parsing: SourceText(path: "built-in/\(text.name)", text: text.text))
    state.files[index] = file
    return file
  }
}

/// A built-in file of templates.
struct BuiltInTemplateText: Sendable {
  var name: String
  /// The values of all `id` members in it.
  var ids: [String]
  var text: String
}

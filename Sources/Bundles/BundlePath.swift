import Text

/// The paths inside a bundle: plain, below one of its folders, and distinct on every file system.
enum BundlePath {
  package static let manifest = "manifest.json"
  package static let webhooks = "webhooks.json"
  package static let secrets = "secrets.json"
  package static let signature = "signature"
  package static let resources = "resources/"
  package static let templates = "templates/"

  /// The order of the files in a bundle: by the bytes of their paths, independent of the locale.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Rejects paths that are ambiguous or lead out of the bundle's folder on any system.
  package static func check(_ path: String) throws(ProjectBundle.Fault) {
    func refuse(_ reason: String) -> ProjectBundle.Fault {
      ProjectBundle.Fault(
        message: "the bundle contains a file '\(ZipArchive.shown(path))', \(reason)")
    }
    if path.utf8.first == UInt8(ascii: "/") { throw refuse("whose path is absolute") }
    if path.utf8.contains(UInt8(ascii: "\\")) { throw refuse("whose path contains a backslash") }
    if path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw refuse("whose path contains a control character")
    }
    for part in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.isEmpty || part.elementsEqual(".".utf8) {
        throw refuse("whose path contains an empty part or '.'")
      }
      if part.elementsEqual("..".utf8) { throw refuse("whose path leads out of the bundle") }
      if part.count == 2, part.last == UInt8(ascii: ":") {
        throw refuse("whose path contains a drive name")
      }
    }
    let isKnown =
      [manifest, webhooks, secrets, signature].contains { $0.utf8.elementsEqual(path.utf8) }
      || path.hasPrefix(resources) || path.hasPrefix(templates)
    guard isKnown else { throw refuse("which is not part of the bundle format") }
  }

  /// Rejects paths that collide on some file systems: paths that differ only in case or Unicode
  /// normalization, and a file with the path of a folder.
  static func checkDistinct(_ paths: [String]) throws(ProjectBundle.Fault) {
    // Swift compares strings by canonical equivalence, so no normalization is needed.
    var files: [String: String] = [:]
    var folders: [String: String] = [:]
    for path in paths {
      let folded = path.lowercased()
      if let other = files.updateValue(path, forKey: folded) {
        throw ProjectBundle.Fault(
          message:
            "the bundle contains '\(ZipArchive.shown(other))' and '\(ZipArchive.shown(path))', "
            + "which differ only in case or Unicode normalization")
      }
      var end = folded.endIndex
      while let slash = folded[..<end].lastIndex(of: "/"),
        folders.updateValue(path, forKey: String(folded[..<slash])) == nil
      {
        end = slash
      }
    }
    if let folder = folders.keys.filter({ files[$0] != nil }).min() {
      throw ProjectBundle.Fault(
        message: "the bundle contains a file '\(ZipArchive.shown(folder))' and files below it")
    }
  }

  /// A string as one part of a path: everything but letters, digits, dots, dashes and underscores
  /// is percent-encoded.
  package static func part(_ text: String) -> String {
    // A name that begins with a dot would be a hidden file, or lead out of the folder.
    let dot = text.utf8.first == UInt8(ascii: ".") ? "%2E" : ""
    return dot
      + PercentEncoding.encode(text.utf8.dropFirst(dot.isEmpty ? 0 : 1)) {
        $0.isAlphanumeric || "-_.".utf8.contains($0)
      }
  }
}

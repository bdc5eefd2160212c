import Foundation
import Testing
import TestSupport

/// `Package.swift` as text, because a test that asks the package manager would wait for the one that
/// runs it.
@Suite("The package")
struct PackageTests {
  /// What comes with the compiler and is not declared.
  private static let toolchain: Set = [
    "Dispatch", "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc",
    "PackagePlugin", "Synchronization", "Testing",
  ]

  private struct Target {
    var name: String
    var kind: String
    var folder: String
    var dependencies: Set<String>

    /// - Parameters:
    ///   - arguments: what the manifest says of the target.
    ///   - constants: the products that the manifest has names for.
    init?(_ kind: Substring, _ arguments: Substring, constants: [Substring: Substring]) {
      guard let name = arguments.firstMatch(of: /name: "(.*?)"/)?.1 else { return nil }
      self.name = String(name)
      self.kind = String(kind)
      let path = arguments.firstMatch(of: /path: "(.*?)"/)?.1
      folder = path.map { String($0) } ?? (kind == "testTarget" ? "Tests/" : "Sources/") + name
      var list = ""
      if let start = arguments.firstRange(of: "dependencies: [")?.upperBound {
        list = String(PackageTests.enclosed(arguments[start...]))
      }
      list.replace(/(^|[\s,])(\w+)(?=[\s,]|$)/) { match in
        match.output.1 + (constants[match.output.2] ?? match.output.2)
      }
      let products = list.matches(of: /\.product\(\s*name: "(.*?)".*?\)/.dotMatchesNewlines())
      let own = list.replacing(/\.product\(.*?\)/.dotMatchesNewlines(), with: "")
      dependencies = Set(products.map { String($0.output.1) })
        .union(own.matches(of: /"(.*?)"/).map { String($0.output.1) })
    }

    /// The modules that the target's files import.
    func imports() throws -> Set<String> {
      let root = Cases.packageFolder.appending(path: folder)
      let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
      var modules: Set<String> = []
      for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let head = lines.prefix { line in
          line.hasPrefix("//") || line.hasPrefix("#") || line.contains("import ")
        }
        modules.formUnion(
          head.filter { !$0.hasPrefix("//") && !$0.hasPrefix("#") }
            .compactMap { $0.split(separator: " ").last.map { String($0) } })
      }
      return modules
    }
  }

  /// The text up to the bracket that closes what has been opened before it.
  private static func enclosed(_ text: Substring) -> Substring {
    var depth = 0
    return text.prefix { character in
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      return depth >= 0
    }
  }

  private static func targets() throws -> [Target] {
    let manifest = try CITests.text("Package.swift")
    let constants = manifest.matches(
      of: /let (\w+): Target\.Dependency = (\.product\(.*?\))/.dotMatchesNewlines())
    let products = Dictionary(uniqueKeysWithValues: constants.map { ($0.output.1, $0.output.2) })
    return manifest.matches(of: /\.(target|executableTarget|testTarget)\(/).compactMap {
      Target($0.output.1, enclosed(manifest[$0.range.upperBound...]), constants: products)
    }
  }

  @Test("each target declares the modules that it imports, and no others")
  func dependencies() throws {
    let targets = try Self.targets()
    #expect(targets.count > 30)
    // A target that runs an executable declares it, and cannot import it.
    let executables = Set(targets.filter { $0.kind == "executableTarget" }.map(\.name))
    for target in targets {
      let declared = target.dependencies.subtracting(executables)
      let imported = try target.imports().subtracting(Self.toolchain)
      #expect(imported.subtracting(declared) == [], "imported by \(target.name), not declared")
      #expect(declared.subtracting(imported) == [], "declared by \(target.name), not imported")
    }
  }
}

import ArgumentParser
import Compiler
import Frontend

struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Shows, compares and signs what 'build' writes.",
    subcommands: [
      BundleShow.self, BundleVerify.self, BundleDiffCommand.self, BundleSign.self,
      BundleKeygen.self,
    ])

  /// The output of the commands that print.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }
}

/// The files with keys.
enum KeyFile {
  static func verifyingKey(_ path: String) throws -> VerifyingKey {
    do throws(Bundle.Fault) {
      return try VerifyingKey(pem: try text(path))
    } catch {
      throw ToolFault(message: "\(path): \(error.message)")
    }
  }

  static func signingKey(_ path: String) throws -> SigningKey {
    do throws(Bundle.Fault) {
      return try SigningKey(pem: try text(path))
    } catch {
      throw ToolFault(message: "\(path): \(error.message)")
    }
  }

  private static func text(_ path: String) throws(Bundle.Fault) -> String {
    do throws(ToolFault) {
      return String(decoding: try InputReader().read(file: path, atMost: 1 << 16), as: UTF8.self)
    } catch {
      throw Bundle.Fault(message: error.message)
    }
  }
}

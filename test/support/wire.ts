import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'

/** A wire between a client and a server that can be cut, or frozen: then it stays open and nothing goes through (a half-open connection). */
export class Wire {
  private readonly server: Server
  private readonly ends = new Set<Socket>()
  private frozen = false

  private constructor(
    private readonly host: string,
    private readonly to: number,
  ) {
    this.server = createServer((near) => {
      const far = connect(this.to, this.host)
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.ends.add(one)
        one.on('data', (bytes) => other.write(bytes))
        one.on('error', () => other.destroy())
        one.on('close', () => {
          this.ends.delete(one)
          other.destroy()
        })
        if (this.frozen) one.pause()
      }
    })
  }

  static async to(port: number, host = '127.0.0.1'): Promise<Wire> {
    const wire = new Wire(host, port)
    await new Promise<void>((resolve) => wire.server.listen(0, '127.0.0.1', resolve))
    return wire
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`
  }

  cut(): void {
    for (const end of this.ends) end.destroy()
  }

  freeze(): void {
    this.frozen = true
    for (const end of this.ends) end.pause()
  }

  thaw(): void {
    this.frozen = false
    for (const end of this.ends) end.resume()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

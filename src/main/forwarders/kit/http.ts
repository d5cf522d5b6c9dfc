/** An HTTP client bound to one destination: its certificate pin, its timeout, its pool of connections. */
export interface HttpClient {
  /** Throws DeliveryError (unreachable, misconfigured) when no answer came; an answer of any status is returned. */
  request(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Read up to a limit; a longer body is cut. */
  text: string;
}

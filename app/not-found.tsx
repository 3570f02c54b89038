import Link from 'next/link';

export default function NotFound() {
  return (
    <main className="door" id="main">
      <div>
        <h1>There is nothing here</h1>
        <p>The address is wrong, or what was here is gone.</p>
      </div>
      <Link className="btn" href="/">
        Go to the overview
      </Link>
    </main>
  );
}

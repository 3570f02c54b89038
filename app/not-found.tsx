import Link from 'next/link';
import { Door } from '#components/shell/door.tsx';

export default function NotFound() {
  return (
    <Door>
      <div>
        <h1>There is nothing here</h1>
        <p>The address is wrong, or what was here is gone.</p>
      </div>
      <Link className="btn" href="/">
        Go to the overview
      </Link>
    </Door>
  );
}
